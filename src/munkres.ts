export { munkres } from "./solve/kernels/munkres.js";
