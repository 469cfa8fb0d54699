export { type SampleOptions, sampleProgramme } from "./sample/sampleProgramme.js";
