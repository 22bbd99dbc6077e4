/** A text, and what is selected in it: from `start` to before `end`, in UTF-16 units as the browser counts. */
export interface Passage {
  text: string;
  start: number;
  end: number;
}
