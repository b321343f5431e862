// How a run tells what it is doing: the stage in plain words, and how much of it is done (0 … 1).
export type Progress = (stage: string, share: number) => void
