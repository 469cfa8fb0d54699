export { TelemachusError } from "./errors.js";
export { solveAssignment } from "./solve/solveAssignment.js";
export { verifyAssignment } from "./solve/verifyAssignment.js";
