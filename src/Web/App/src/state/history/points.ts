/** The most rows of a chart. */
export const mostPoints = 720;
/** The most that are asked for: a chart that is live shows a part of a row at each edge besides. */
export const askedPoints = mostPoints - 3;
