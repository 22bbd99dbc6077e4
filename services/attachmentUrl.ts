interface UrlOptions {
  /** The small copy of a picture. */
  thumbnail?: boolean;
  /** To be kept on the reader's disk, whatever it is. */
  download?: boolean;
}

/** Where a file's bytes are. */
export function attachmentUrl(id: string, { thumbnail, download }: UrlOptions = {}): string {
  const query = new URLSearchParams({
    id,
    ...(thumbnail && { thumbnail: '1' }),
    ...(download && { download: '1' }),
  });
  return `/.netlify/functions/chat-attachment?${query}`;
}
