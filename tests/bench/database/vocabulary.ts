import type { Random } from '#local/faults/random';

/** What people say at work, the most frequent first. */
const COMMON =
  `the to and a of in is it for that on we with this have be at not you are can as but was i do will
what there if from they so an or by all when our one has just how out up more then no would about who which get time
me my some them make see now other new only could your than find go look day way also use after well because good work
think over any give most us need first here into want week today tomorrow morning please thanks done booking berth harbour
customer page server test release meeting review invoice price boat payment design launch report question answer problem
ship build deploy staging production database message channel search number calendar ticket support marina contract`
    .split(/\s+/)
    .filter((word) => word !== '');

/** Two letters each, as most words of these scripts are; the most frequent first. */
const DENSE =
  `会議 明日 今日 確認 東京 予約 港湾 船舶 顧客 資料 修正 設計 報告 質問 回答 料金 契約 担当 連絡 開発 試験 公開 障害 対応 完了
時間 場所 写真 画面 機能 回帰 削除 追加 変更 更新 検索 通知 設定 登録 認証 서울 회의 내일 오늘 확인 예약 항구 고객 자료 수정 설계 보고 질문 답변
요금 계약 담당 연락 개발 시험`
    .split(/\s+/)
    .filter((word) => word !== '');

const STARTS = 'b br c ch d dr f fl g gr h j k l m n p pl pr qu r s sh sl st t tr v w z'.split(' ');
const MIDDLES = 'a e i o u ai ea ee ie oa ou'.split(' ');
const ENDS = ['', '', 'l', 'm', 'n', 'r', 's', 't', 'nd', 'ng', 'st', 'ck'];

const WORDS = 6_000;
const RARE_WORDS = 20_000;
/** Entries of a table that is as skewed as the words are: a random entry is a word as often as people say it. */
const SKEWED = 65_536;

/** Shares of all messages. */
const SHARES = { dense: 0.03, link: 0.04, mention: 0.05, rare: 0.02, ticket: 0.03, long: 0.01 };
const TICKETS = 100_000;

export interface Vocabulary {
  /** Words by how often they are said, the most frequent first. */
  words: readonly string[];
  /** Each is said about once in a million messages. */
  rareWords: readonly string[];
  denseWords: readonly string[];
  /** What somebody might say who can mention these people. */
  say(userIds: readonly string[]): string;
}

/** Words that are not real ones have letters like real ones, so that their trigrams are as common as those. */
export function vocabularyOf(random: Random): Vocabulary {
  const words = [...new Set([...COMMON, ...inventWords(random, WORDS, 2)])];
  const rareWords = inventWords(random, RARE_WORDS, 4);
  const skewed = skewedTable(words);
  const skewedDense = skewedTable(DENSE);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const happens = (share: number) => random() < share;
  const times = <T>(count: number, make: () => T) => Array.from({ length: count }, make);

  function say(userIds: readonly string[]): string {
    if (happens(SHARES.dense)) return `${times(wordCount() + 1, () => pick(skewedDense)).join('')}です`;
    const said = times(wordCount(), () => pick(skewed));
    if (happens(SHARES.rare)) said.push(pick(rareWords));
    if (happens(SHARES.ticket)) said.push(`TC-${Math.floor(random() * TICKETS)}`);
    if (happens(SHARES.link)) said.push(`https://example.com/${pick(skewed)}/${pick(words)}`);
    if (happens(SHARES.mention)) said.unshift(`<@${pick(userIds)}>`);
    return said.join(' ');
  }

  /** 1 to 40, most often about 8; now and then somebody writes a page. */
  function wordCount(): number {
    if (happens(SHARES.long)) return 100 + Math.floor(random() * 300);
    return 1 + Math.floor(40 * random() ** 2.2);
  }

  return { words, rareWords, denseWords: DENSE, say };
}

function inventWords(random: Random, count: number, syllables: number): string[] {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const found = new Set<string>();
  while (found.size < count) {
    const length = syllables + Math.floor(random() * 2);
    found.add(Array.from({ length }, () => pick(STARTS) + pick(MIDDLES) + pick(ENDS)).join(''));
  }
  return [...found];
}

/** By Zipf's law: the nth word is said 1/n as often as the first. */
function skewedTable(words: readonly string[]): string[] {
  const total = words.reduce((sum, _, index) => sum + 1 / (index + 1), 0);
  return words.flatMap((word, index) =>
    Array.from({ length: Math.round(SKEWED / total / (index + 1)) }, () => word),
  );
}
