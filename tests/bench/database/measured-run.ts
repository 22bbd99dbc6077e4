import type pg from 'pg';
import { z } from 'zod';
import type { Query } from '../../../local/sql/requests.ts';
import { type Run, runQuery } from './sql-bridge.ts';

const PlanNode = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Actual Loops': z.number(),
  get Plans() {
    return z.array(PlanNode).optional();
  },
});
type PlanNode = z.infer<typeof PlanNode>;

const Explained = z.tuple([
  z.object({ Plan: PlanNode, 'Planning Time': z.number(), 'Execution Time': z.number() }),
]);

/** What the statements of one call of the product cost. */
export interface Cost {
  /** Milliseconds that Postgres planned and executed, by its own clock. */
  time: number;
  /** Tables that were read from end to end. */
  scanned: Set<string>;
}

/**
 * Runs each statement twice, once under EXPLAIN ANALYZE for what it costs and once for its answer, and takes back all that
 * it wrote: what is measured does not change what is measured next. Neon prepares nothing either, so planning counts.
 */
export function measuredRun(client: pg.Client): { run: Run; takeCost(): Cost } {
  let cost = noCost();

  async function run({ queries }: { queries: Query[] }) {
    await client.query('begin');
    try {
      const results = [];
      for (const query of queries) {
        await client.query('savepoint before');
        addTo(cost, await explain(client, query));
        await client.query('rollback to before');
        results.push(await runQuery(client, query));
      }
      return results;
    } finally {
      await client.query('rollback');
    }
  }

  return {
    run: (request) => run(request.kind === 'batch' ? request : { queries: [request.query] }),
    takeCost() {
      const taken = cost;
      cost = noCost();
      return taken;
    },
  };
}

const noCost = (): Cost => ({ time: 0, scanned: new Set() });

function addTo(cost: Cost, [explained]: z.infer<typeof Explained>): void {
  cost.time += explained['Planning Time'] + explained['Execution Time'];
  for (const table of scannedBy(explained.Plan)) cost.scanned.add(table);
}

async function explain(client: pg.Client, { query, params }: Query): Promise<z.infer<typeof Explained>> {
  const { rows } = await client.query<{ 'QUERY PLAN': unknown }>({
    // asking for the time at each row would take longer than the rows do
    text: `explain (analyze, timing off, format json) ${query}`,
    values: params,
  });
  return Explained.parse(rows[0]?.['QUERY PLAN']);
}

/** What was planned for a case that did not come is not run. */
function scannedBy(node: PlanNode): string[] {
  const isScan = node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0;
  return [...(isScan ? [node['Relation Name'] ?? ''] : []), ...(node.Plans ?? []).flatMap(scannedBy)];
}
