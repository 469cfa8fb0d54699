export { people, policy } from "../../examples/story.js";
