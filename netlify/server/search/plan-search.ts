import type { SearchPlan } from '#db/queries/search-conditions';
import { parseSearch, type SearchFilter, writeFilter } from '#lib/search/query';
import { spanOfDay } from './days.ts';
import { peopleCalled, placesCalled, type SearchNames } from './names.ts';

const EVERYTHING: SearchPlan = {
  words: [],
  withoutWords: [],
  senderIds: null,
  withoutSenderIds: [],
  channelIds: null,
  withoutChannelIds: [],
  from: null,
  before: null,
  withoutSpans: [],
  hasLink: null,
  hasFile: null,
  mentionsMe: null,
};

/** What a search says, for the database. A filter that names nobody or nowhere is searched as text. */
export function planSearch(typed: string, names: SearchNames, timeZone: string): SearchPlan {
  const { words, filters } = parseSearch(typed);
  const read = filters.map((filter) => ({ filter, meaning: meaningOf(filter, names, timeZone) }));
  const asText = read
    .filter(({ meaning }) => meaning === null)
    .map(({ filter }) => ({
      text: writeFilter({ ...filter, isWithout: false }),
      isWithout: filter.isWithout,
    }));
  const all = [...words, ...asText];
  const textsOf = (isWithout: boolean) =>
    all.filter((word) => word.isWithout === isWithout).map(({ text }) => text);
  return {
    ...read.reduce((plan, { meaning }) => narrow(plan, meaning ?? {}), EVERYTHING),
    words: textsOf(false),
    withoutWords: textsOf(true),
  };
}

/** @returns null when it names nobody or nowhere */
function meaningOf(
  { name, value, isWithout }: SearchFilter,
  names: SearchNames,
  timeZone: string,
): Partial<SearchPlan> | null {
  switch (name) {
    case 'from': {
      const ids = peopleCalled(value, names);
      if (ids.length === 0) return null;
      return isWithout ? { withoutSenderIds: ids } : { senderIds: ids };
    }
    case 'in': {
      const ids = placesCalled(value, names);
      if (ids.length === 0) return null;
      return isWithout ? { withoutChannelIds: ids } : { channelIds: ids };
    }
    case 'has':
      return value === 'link' ? { hasLink: !isWithout } : { hasFile: !isWithout };
    case 'mentions':
      return { mentionsMe: !isWithout };
    default:
      return daysOf(name, spanOfDay(value, timeZone), isWithout);
  }
}

/** Not before a day is from that day on; not after it is until it has ended. */
function daysOf(
  name: 'before' | 'after' | 'on',
  day: { from: Date; before: Date },
  isWithout: boolean,
): Partial<SearchPlan> {
  switch (name) {
    case 'on':
      return isWithout ? { withoutSpans: [day] } : day;
    case 'before':
      return isWithout ? { from: day.from } : { before: day.from };
    case 'after':
      return isWithout ? { before: day.before } : { from: day.before };
  }
}

/** Any of the people, any of the places; of everything else all has to fit. */
function narrow(plan: SearchPlan, by: Partial<SearchPlan>): SearchPlan {
  return {
    ...plan,
    ...by,
    senderIds: eitherOf(plan.senderIds, by.senderIds),
    withoutSenderIds: [...plan.withoutSenderIds, ...(by.withoutSenderIds ?? [])],
    channelIds: eitherOf(plan.channelIds, by.channelIds),
    withoutChannelIds: [...plan.withoutChannelIds, ...(by.withoutChannelIds ?? [])],
    from: by.from && (!plan.from || by.from > plan.from) ? by.from : plan.from,
    before: by.before && (!plan.before || by.before < plan.before) ? by.before : plan.before,
    withoutSpans: [...plan.withoutSpans, ...(by.withoutSpans ?? [])],
  };
}

type Ids = SearchPlan['senderIds'];

function eitherOf(ids: Ids, more: Ids = null): Ids {
  return ids && more ? [...ids, ...more] : (ids ?? more);
}
