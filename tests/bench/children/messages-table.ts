/** For the chats that ours is compared with: the columns of our messages, and one plain insert. */
export const CREATE_TABLE = `create table internal_messages (
  id uuid primary key,
  channel_id uuid not null,
  seq serial not null,
  rev serial not null,
  sender_id uuid not null,
  content text not null,
  reply_to_id uuid,
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz
)`;

export const INSERT =
  'insert into internal_messages (id, channel_id, sender_id, content) values ($1, $2, $3, $4) returning *';

export interface Posted {
  id: string;
  channelId: string;
  senderId: string;
  content: string;
}

export function valuesOf({ id, channelId, senderId, content }: Posted): string[] {
  return [id, channelId, senderId, content];
}
