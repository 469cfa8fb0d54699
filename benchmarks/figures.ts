/** `1.43×`, or `431×` from 100. */
export function formatRatio(ratio: number): string {
  return `${ratio.toFixed(ratio < 100 ? 2 : 0)}×`;
}

/** Three figures, or whole milliseconds from 100. */
export function formatMilliseconds(milliseconds: number): string {
  return milliseconds.toFixed(milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0);
}

/** A count in millions: `80.0 M`. */
export function formatMillions(count: number): string {
  return `${(count / 1e6).toFixed(1)} M`;
}

/** `0.213 s`, three figures. */
export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toPrecision(3)} s`;
}
