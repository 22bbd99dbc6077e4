import { DescribeAttachment } from '#lib/contracts/attachments';
import { describeAttachment } from '#server/attachments/describe-attachment';
import { operation, serve } from '#server/http/serve';

export default serve({ POST: operation(DescribeAttachment, describeAttachment) });
