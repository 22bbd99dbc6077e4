import type { DemoName } from './people.ts';

/** One line of a demo conversation. */
export interface Line {
  /** Working days before today. */
  daysAgo: number;
  /** Local time of day, HH:MM. */
  at: string;
  who: DemoName;
  text: string;
  /** Answers the nth line before this one. */
  answers?: number;
}

export interface Conversation {
  name: string;
  kind: 'public' | 'private';
  topic: string;
  /** Everybody, when nobody is named. */
  people?: DemoName[];
  lines: Line[];
}

const line = (daysAgo: number, at: string, who: DemoName, text: string, answers?: number): Line => ({
  daysAgo,
  at,
  who,
  text,
  ...(answers !== undefined && { answers }),
});

/** What a small team that ships a harbour booking service talked about in the last days. */
export const conversations: Conversation[] = [
  {
    name: 'general',
    kind: 'public',
    topic: 'For everyone. Launch of the new booking page is on Thursday.',
    lines: [
      line(
        3,
        '08:52',
        'Mary',
        'Good morning! The staging site has the new booking page. Please click around before lunch.',
      ),
      line(3, '08:55', 'Tom', 'On it.'),
      line(3, '09:04', 'Aisha', 'Nice. The calendar feels a lot quicker than last week.'),
      line(
        3,
        '09:05',
        'Aisha',
        'One thing: on my phone the month name wraps onto two lines for "September".',
      ),
      line(3, '09:11', 'Mei', 'Good catch, that is mine. I will shorten it below 380 px.', 1),
      line(
        3,
        '09:37',
        'Kevin',
        'I booked a berth for a 14 m boat in a 12 m slot and it let me. Is the length check already in?',
      ),
      line(
        3,
        '09:41',
        'Jonas',
        'Not yet: the check runs on the server, but the page does not show its answer. Will be in today.',
        1,
      ),
      line(3, '11:20', 'Mei', 'Month names fixed and on staging.'),
      line(3, '11:22', 'Aisha', 'Looks good now, thank you!'),
      line(
        3,
        '14:15',
        'Sofía',
        'The marina in Palma asks whether they can keep their own colours on the booking page.',
      ),
      line(
        3,
        '14:18',
        'Mary',
        'For the pilot: logo and accent colour, nothing else. Let us see who asks for more.',
        1,
      ),
      line(3, '14:19', 'Sofía', 'Perfect, that is what I told them 😄'),
      line(
        3,
        '16:48',
        'Jonas',
        'Length check is live on staging. A boat that is too long now gets the next free berth offered instead of an error.',
      ),
      line(3, '16:55', 'Kevin', 'Oh, that is much better than what I asked for.', 1),
      line(
        2,
        '09:01',
        'Tom',
        'Numbers from yesterday: 212 test bookings, 3 failed, all three were the payment sandbox being down.',
      ),
      line(2, '09:03', 'Kevin', 'Could we show something kinder than "Error 502" when that happens?'),
      line(
        2,
        '09:06',
        'Tom',
        'Yes. Proposal: "Your berth is held for 20 minutes. We will e-mail you as soon as the payment works again."',
      ),
      line(2, '09:07', 'Mary', 'I like that it says what happens next.', 1),
      line(2, '09:09', 'Aisha', 'And it is true: the hold is 20 minutes anyway.'),
      line(
        2,
        '10:30',
        'Mei',
        'New empty state for the dashboard is up for review. It has a small lighthouse. I am not sorry.',
      ),
      line(2, '10:33', 'Sofía', 'The lighthouse stays.', 1),
      line(2, '10:34', 'Jonas', '+1 for the lighthouse'),
      line(2, '15:10', 'Aisha', 'Support question of the day: "Can my dog have its own account?"'),
      line(2, '15:12', 'Kevin', 'Only if it can reset its own password.', 1),
      line(
        1,
        '08:45',
        'Mary',
        'Plan for today: freeze at 16:00, release notes by 17:00, everybody home by 18:00. I mean the last one.',
      ),
      line(1, '08:47', 'Tom', '👍'),
      line(1, '08:58', 'Sofía', 'Palma signed. They start with 40 berths on Thursday.'),
      line(1, '08:59', 'Kevin', 'Fantastic! Thank you Sofía, that one took patience.'),
      line(1, '09:00', 'Mei', '🎉🎉'),
      line(
        1,
        '11:42',
        'Jonas',
        'Load test: 50 people booking the same berth at once. One gets it, 49 see the next free one, nobody sees an error.',
      ),
      line(1, '11:44', 'Aisha', 'This is my favourite sentence of the week.', 1),
      line(
        1,
        '15:58',
        'Tom',
        'Frozen. Two small fixes went in at the last minute: the time zone of the Azores, and the wrapping price in the receipt.',
      ),
      line(
        1,
        '16:40',
        'Aisha',
        'Release notes are in the shared folder. Please read the part about refunds twice, it is what people will ask.',
      ),
      line(1, '17:05', 'Kevin', 'Read, and clear. Only "pro rata" I would put into plain words.', 1),
      line(1, '17:08', 'Aisha', 'Changed to "you get back the days you do not stay".'),
      line(0, '08:31', 'Mary', 'Morning all. One day to go. Stand-up at ten as usual?'),
      line(0, '08:33', 'Jonas', 'Yes please. I would like five minutes on the roll-back plan.'),
      line(0, '08:36', 'Tom', 'Fine with me. I have it written down, it fits on one page.', 1),
    ],
  },
  {
    name: 'random',
    kind: 'public',
    topic: 'Lunch, boats, and everything that is not work',
    lines: [
      line(3, '12:01', 'Sofía', 'Who is in for the noodle place?'),
      line(3, '12:02', 'Mei', 'Always.'),
      line(3, '12:04', 'Tom', 'If we leave before the queue does.'),
      line(
        2,
        '17:31',
        'Aisha',
        'I saw a seal at the harbour this morning. It looked at me as if I had no ticket.',
      ),
      line(2, '17:33', 'Jonas', 'Did you?', 1),
      line(2, '17:34', 'Aisha', 'I did not.'),
      line(
        1,
        '12:15',
        'Mei',
        'There is cake in the kitchen. It is shaped like a berth and it is 14 m long, in spirit.',
      ),
      line(1, '12:17', 'Kevin', 'Does it fit into a 12 m slot?', 1),
      line(1, '12:18', 'Mei', 'It gets the next free one.'),
    ],
  },
  {
    name: 'launch-budget',
    kind: 'private',
    topic: 'Costs of the launch, until they are settled',
    people: ['Kevin', 'Sofía', 'Jonas'],
    lines: [
      line(
        2,
        '13:02',
        'Sofía',
        'Here we are: printing for three marinas comes to 1,180. The rest of the plan stands.',
      ),
      line(2, '13:10', 'Kevin', 'That is less than I feared. Fine from my side.', 1),
      line(
        2,
        '13:12',
        'Jonas',
        'Hosting for the launch week: nothing extra, we stay inside the plan we have.',
      ),
      line(1, '10:26', 'Sofía', 'Palma pays half in advance, so we are even before Thursday.'),
      line(1, '10:29', 'Kevin', 'Then let us tell the others after the launch. Mary will want to frame it.'),
    ],
  },
];
