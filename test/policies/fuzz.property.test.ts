import { fuzz } from "./support/fuzz";

// Ten thousand runs from another seed each time: `npm run fuzz`, and the lane `rehearsal`.
fuzz(300, 7);
