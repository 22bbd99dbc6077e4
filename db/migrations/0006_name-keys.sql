-- What a name looks like is now told more strictly: small capitals, which also Cyrillic letters had become, are Latin letters, ß is ss
-- and a final sigma a sigma. Of public channels that come to look the same each keeps the key it had: it can be renamed.
WITH "keys" AS (
  SELECT "id", "kind", replace(replace(
    translate("name_key", 'ᴀʙᴅᴇꜰɢʜᴊᴋĸʟᴍʍɴᴘꞯʀᴛς', 'abdefghjkklmmnpqrto'), 'ß', 'ss'), 'ᴁ', 'ae') AS "key"
  FROM "channels"
)
UPDATE "channels" SET "name_key" = "keys"."key" FROM "keys"
WHERE "keys"."id" = "channels"."id" AND "keys"."key" <> "channels"."name_key" AND NOT ("keys"."kind" = 'public' AND EXISTS (
  SELECT FROM "keys" "other" WHERE "other"."kind" = 'public' AND "other"."key" = "keys"."key" AND "other"."id" <> "keys"."id"));
