import { isDuplicate } from '#db/errors';
import { type FoundStanding, findStanding } from '#db/queries/channel-access';
import {
  addMembers,
  archiveChannel,
  findTaken,
  insertChannel,
  openDirect,
  personaliseChannel,
  readChannel,
  readMemberIds,
  removeMember,
  renameChannel,
} from '#db/queries/channels';
import { type ChannelAction, refusalOf } from '#lib/channels/rules';
import {
  type ChangeChannel,
  type ChangeOf,
  type ChannelInfo,
  DIRECT_PEOPLE_MAX,
} from '#lib/contracts/channels';
import { AppError } from '#lib/errors';
import type { Deps } from '../deps.ts';
import type { Caller } from '../http/serve.ts';
import { announceChannel } from '../realtime/announce-channel.ts';
import { keyOfNewName } from './name-key.ts';
import { presentChannel } from './present-channel.ts';

/** Does one thing to a channel, tells those concerned, and answers with the channel as it is now. */
export async function changeChannel(deps: Deps, caller: Caller, change: ChangeChannel): Promise<ChannelInfo> {
  const channelId = await apply(deps, caller, change);
  const channel = await readChannel(deps.db, caller.userId, channelId);
  if (channel) return presentChannel(channel);
  // who has left a private channel may know no more of it than that
  return {
    id: channelId,
    kind: 'private',
    name: '',
    topic: '',
    archivedAt: null,
    isMember: false,
    memberIds: [],
  };
}

/** @returns the channel's id */
function apply(deps: Deps, caller: Caller, change: ChangeChannel): Promise<string> {
  switch (change.action) {
    case 'create':
      return create(deps, caller, change);
    case 'direct':
      return direct(deps, caller, change);
    case 'update':
      return update(deps, caller, change);
    case 'join':
      return join(deps, caller, change);
    case 'leave':
      return leave(deps, caller, change);
    case 'invite':
      return invite(deps, caller, change);
    case 'remove':
      return remove(deps, caller, change);
    case 'archive':
      return archive(deps, caller, change);
    case 'personalise':
      return personalise(deps, caller, change);
  }
}

async function create(deps: Deps, caller: Caller, change: ChangeOf<'create'>): Promise<string> {
  const { kind, name, topic, userIds } = change;
  const memberIds = [...new Set([caller.userId, ...userIds])];
  const channel = { kind, name, nameKey: keyOfNewName(name), topic, creatorId: caller.userId, memberIds };
  const made = await insertChannel(deps.db, channel).catch(asTaken);
  if ('takenBy' in made) throw taken(name, made.takenBy);
  if ('unknownPeople' in made) throw unknownPeople();
  await announceChannel(deps, made.id, memberIds, caller.requestId);
  return made.id;
}

async function direct(deps: Deps, caller: Caller, { userIds }: ChangeOf<'direct'>): Promise<string> {
  const people = [...new Set([caller.userId, ...userIds])];
  if (people.length > DIRECT_PEOPLE_MAX) {
    throw invalid('userIds', `At most ${DIRECT_PEOPLE_MAX} people, with yourself`);
  }
  const opened = await openDirect(deps.db, caller.userId, people);
  if ('unknownPeople' in opened) throw unknownPeople();
  // the others hear of it with its first message
  if (opened.isNew) await announceChannel(deps, opened.id, [caller.userId], caller.requestId);
  return opened.id;
}

async function update(deps: Deps, caller: Caller, change: ChangeOf<'update'>): Promise<string> {
  const { channelId, name, topic } = change;
  const standing = await standingOf(deps, caller, channelId);
  if (name !== undefined) demand('rename', standing);
  if (topic !== undefined) demand('set topic', standing);
  const nameKey = name === undefined ? undefined : keyOfNewName(name);
  const takenBy = nameKey !== undefined ? await findTaken(deps.db, caller.userId, nameKey, channelId) : null;
  if (name !== undefined && takenBy !== null) throw taken(name, takenBy);
  const renamed = await renameChannel(deps.db, channelId, {
    ...(name !== undefined && { name }),
    ...(nameKey !== undefined && { nameKey }),
    ...(topic !== undefined && { topic }),
  }).catch(asTaken);
  if (typeof renamed === 'object') throw taken(name ?? '', renamed.takenBy);
  if (!renamed) throw changedMeanwhile();
  await tellAll(deps, caller, channelId, standing);
  return channelId;
}

async function join(deps: Deps, caller: Caller, { channelId }: ChangeOf<'join'>): Promise<string> {
  const standing = await standingOf(deps, caller, channelId);
  if (standing.isMember) return channelId;
  demand('join', standing);
  await addMembers(deps.db, channelId, [caller.userId]);
  // the caller's own other pages; the team need not look for that
  await announceChannel(deps, channelId, [caller.userId], caller.requestId);
  return channelId;
}

async function leave(deps: Deps, caller: Caller, { channelId }: ChangeOf<'leave'>): Promise<string> {
  const standing = await standingOf(deps, caller, channelId);
  if (!standing.isMember) return channelId;
  demand('leave', standing);
  await takeOut(deps, caller, channelId, standing, caller.userId);
  return channelId;
}

async function invite(
  deps: Deps,
  caller: Caller,
  { channelId, userIds }: ChangeOf<'invite'>,
): Promise<string> {
  const standing = await standingOf(deps, caller, channelId);
  demand('invite', standing);
  const { added, unknownPeople: unknown } = await addMembers(deps.db, channelId, userIds);
  if (unknown.length > 0) throw unknownPeople();
  if (added.length === 0) return channelId;
  if (standing.kind === 'public') await announceChannel(deps, channelId, added, caller.requestId);
  else await tellAll(deps, caller, channelId, standing);
  return channelId;
}

async function remove(
  deps: Deps,
  caller: Caller,
  { channelId, userId }: ChangeOf<'remove'>,
): Promise<string> {
  const standing = await standingOf(deps, caller, channelId);
  // to take oneself out needs no leave of others
  demand(userId === caller.userId ? 'leave' : 'remove', standing);
  await takeOut(deps, caller, channelId, standing, userId);
  return channelId;
}

async function takeOut(
  deps: Deps,
  caller: Caller,
  channelId: string,
  standing: FoundStanding,
  userId: string,
): Promise<void> {
  const outcome = await removeMember(deps.db, channelId, userId);
  if (outcome === 'last member') {
    throw new AppError('conflict', 'The last member cannot go: archive the channel instead', {
      issues: [{ path: 'userId', message: 'The last member' }],
    });
  }
  if (outcome === 'not a member') return;
  if (standing.kind === 'public') await announceChannel(deps, channelId, [userId], caller.requestId);
  else await tellAll(deps, caller, channelId, standing, [userId]);
}

async function archive(deps: Deps, caller: Caller, change: ChangeOf<'archive'>): Promise<string> {
  const { channelId, archived } = change;
  const standing = await standingOf(deps, caller, channelId);
  if (standing.isMember && standing.isArchived === archived) return channelId;
  demand(archived ? 'archive' : 'unarchive', standing);
  await archiveChannel(deps.db, channelId, archived);
  await tellAll(deps, caller, channelId, standing);
  return channelId;
}

async function personalise(deps: Deps, caller: Caller, change: ChangeOf<'personalise'>): Promise<string> {
  const { channelId, isFavourite, isMuted } = change;
  demand('personalise', await standingOf(deps, caller, channelId));
  await personaliseChannel(deps.db, caller.userId, channelId, { isFavourite, isMuted });
  await announceChannel(deps, channelId, [caller.userId], caller.requestId);
  return channelId;
}

/** @throws AppError not_found, also for a channel that the caller may not know of */
async function standingOf({ db }: Deps, { userId }: Caller, channelId: string): Promise<FoundStanding> {
  const standing = await findStanding(db, userId, channelId);
  if (!standing) throw new AppError('not_found', 'There is no such channel');
  return standing;
}

/** @throws AppError forbidden, saying why */
function demand(action: ChannelAction, standing: FoundStanding): void {
  const refusal = refusalOf(action, standing);
  if (refusal) throw new AppError('forbidden', refusal);
}

/** Everybody who may know of the channel, and those who no longer do. */
async function tellAll(
  deps: Deps,
  { requestId }: Caller,
  channelId: string,
  { kind }: FoundStanding,
  gone: readonly string[] = [],
): Promise<void> {
  if (kind === 'public') return announceChannel(deps, channelId, 'team', requestId);
  const memberIds = await readMemberIds(deps.db, channelId);
  await announceChannel(deps, channelId, [...memberIds, ...gone], requestId);
}

/** A public channel of this name was made, or renamed, at the same moment. */
function asTaken(error: unknown): { takenBy: string } {
  if (isDuplicate(error, 'channels_public_name')) return { takenBy: '' };
  throw error;
}

function taken(name: string, takenBy: string): AppError {
  const isSame = takenBy === '' || takenBy === name;
  const message = isSame ? `There is already a channel #${name}` : `Looks the same as #${takenBy}`;
  return new AppError('conflict', message, { issues: [{ path: 'name', message }] });
}

function unknownPeople(): AppError {
  return invalid('userIds', 'There is no such person');
}

function changedMeanwhile(): AppError {
  return new AppError('conflict', 'This channel was archived in the meantime');
}

function invalid(path: string, message: string): AppError {
  return new AppError('invalid', `Not valid: ${path}`, { issues: [{ path, message }] });
}
