export type { ReportAudience, ReportOptions } from "./report/options.js";
export { renderReport } from "./report/renderReport.js";
