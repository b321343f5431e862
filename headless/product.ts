// What this build calls itself in plans, reports and files.
import { version } from '../package.json'

export const product = `dubstage ${version}`
