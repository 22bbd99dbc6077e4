import { ListReceipts, ReportReceipts } from '#lib/contracts/receipts';
import { operation, serve } from '#server/http/serve';
import { listReceipts } from '#server/receipts/list-receipts';
import { reportReceipts } from '#server/receipts/report-receipts';

export default serve({
  GET: operation(ListReceipts, listReceipts),
  POST: operation(ReportReceipts, reportReceipts),
});
