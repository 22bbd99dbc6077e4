/** How large files are drawn, in CSS pixels: known before any byte of them is here, so that nothing moves when they come. */
import { type AttachmentKind, kindOf } from '#lib/attachments/kind';
import type { Attachment } from '#lib/contracts/messages';

const PICTURE_MAX_WIDTH = 420;
const PICTURE_MAX_HEIGHT = 320;
/** The least side of what can be pressed. */
const PICTURE_MIN = 44;
/** Each of several pictures. */
export const TILE = 168;
const GAP = 6;
export const VIDEO = { width: 420, height: 236 };
export const AUDIO_HEIGHT = 54;
/** A line with the name of a file, below what plays. */
export const CAPTION_HEIGHT = 30;
export const CARD_HEIGHT = 58;

export interface Size {
  width: number;
  height: number;
}

/** The box of the only picture of a message. */
export function pictureBox({ width, height }: Size): Size {
  const scale = Math.min(1, PICTURE_MAX_WIDTH / width, PICTURE_MAX_HEIGHT / height);
  return {
    width: Math.max(PICTURE_MIN, Math.round(width * scale)),
    height: Math.max(PICTURE_MIN, Math.round(height * scale)),
  };
}

export interface Picture extends Attachment {
  width: number;
  height: number;
}

export function isPicture(file: Attachment): file is Picture {
  return kindOf(file) === 'picture';
}

const HEIGHTS: Record<Exclude<AttachmentKind, 'picture'>, (width: number) => number> = {
  video: (width) => Math.min(1, width / VIDEO.width) * VIDEO.height + CAPTION_HEIGHT,
  audio: () => AUDIO_HEIGHT + CAPTION_HEIGHT,
  pdf: () => CARD_HEIGHT,
  file: () => CARD_HEIGHT,
};

/** The height that the files of a message take in a column of this width. */
export function heightOfFiles(files: readonly Attachment[], width: number): number {
  const pictures = files.filter(isPicture);
  const others = files.map(kindOf).filter((kind) => kind !== 'picture');
  const heights = others.map((kind) => HEIGHTS[kind](width));
  if (pictures.length > 0) heights.push(heightOfPictures(pictures, width));
  return heights.reduce((sum, height) => sum + height + GAP, 0);
}

function heightOfPictures(pictures: readonly Picture[], width: number): number {
  const [only] = pictures;
  if (only && pictures.length === 1) {
    const box = pictureBox(only);
    return box.height * Math.min(1, width / box.width);
  }
  const perRow = Math.max(1, Math.floor((width + GAP) / (TILE + GAP)));
  const rows = Math.ceil(pictures.length / perRow);
  return rows * (TILE + GAP) - GAP;
}
