DROP INDEX "internal_messages_trigrams";--> statement-breakpoint
DROP INDEX "internal_messages_grams";--> statement-breakpoint
-- The letters, and pairs of letters, of scripts that write no spaces between words, and emoji: a trigram needs three letters.
CREATE OR REPLACE FUNCTION chat_grams(content text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN content ~ '[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u2190-\u2bff\U0001f000-\U0001faff]' THEN ARRAY(
    SELECT DISTINCT gram FROM generate_series(1, length(content)) AS at,
      LATERAL (VALUES (substr(content, at, 1)), (substr(content, at, 2))) AS grams (gram)
    WHERE gram ~ '^[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\u2190-\u2bff\U0001f000-\U0001faff]+$')
  ELSE '{}' END
$$;--> statement-breakpoint
-- The day of a moment, as an index of arrays wants it: days since 1970, in UTC.
CREATE FUNCTION chat_days(moment timestamptz) RETURNS int[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT ARRAY[(moment AT TIME ZONE 'UTC')::date - DATE '1970-01-01']
$$;--> statement-breakpoint
CREATE INDEX "internal_messages_search" ON "internal_messages" USING gin ("content" gin_trgm_ops,chat_grams("content"),chat_days("created_at"),(array["sender_id", "channel_id"]));
