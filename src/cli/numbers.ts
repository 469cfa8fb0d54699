/** Three decimals, rounded from whole millionths so that no binary fraction shows. */
export function formatMillionths(value: number): string {
  const thousandths = Math.round(Math.round(value * 1e6) / 1e3);
  return `${Math.floor(thousandths / 1000)}.${String(thousandths % 1000).padStart(3, "0")}`;
}
