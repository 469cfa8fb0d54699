export { munkres } from "./solve/munkres.js";
