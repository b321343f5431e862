// What this build calls itself in plans, reports and files.
import packageFile from '../package.json'

export const product = `dubstage ${packageFile.version}`
