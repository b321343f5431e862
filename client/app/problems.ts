// Every problem: its words and what to do about it. A code without a row does not compile.
import type { Problem, ProblemCode } from '../problem'

/** What a problem does to the result: `stop` there is none, `broken` it is not as promised, `note` it is. */
export type Severity = 'stop' | 'broken' | 'note'

interface Words {
  severity: Severity
  /** May hold {name}s of the problem's values, and {name:one|many} for words that follow how many it says. */
  message: string
  remedy: string
}

export interface WordedProblem {
  code: ProblemCode
  severity: Severity
  message: string
  remedy: string
  where: string
}

const stop = (message: string, remedy: string): Words => ({ severity: 'stop', message, remedy })
const broken = (message: string, remedy: string): Words => ({ severity: 'broken', message, remedy })
const note = (message: string, remedy: string): Words => ({ severity: 'note', message, remedy })

export const problemWords: Record<ProblemCode, Words> = {
  'project-not-found': stop('There is no such file.', 'Check the path; quote it if it holds spaces.'),
  'project-not-readable': stop(
    'The file cannot be opened: {reason}.',
    'Check its permissions, and that no other program has locked it.',
  ),
  'project-empty': stop('The file is empty.', 'Take the last auto-save instead.'),
  'project-damaged': stop(
    'The file is damaged and cannot be read: {reason}.',
    'Open it in the program that wrote it and save it again, or take the last auto-save.',
  ),
  'project-truncated': stop(
    'The file ends in the middle.',
    'It was probably copied incompletely; copy it again or take the last auto-save.',
  ),
  'project-doctype': stop(
    'The file declares its own XML entities, which no timeline needs and which can be used for attacks.',
    'Export the timeline again from the editing program.',
  ),
  'project-too-large': stop(
    'The file exceeds what can be read safely: {reason}.',
    'Save only the sequence you need as a project or XML of its own.',
  ),
  'project-unknown-format': stop(
    'This is not a timeline we can read.',
    'Give a Premiere project (.prproj), Final Cut Pro XML (.xml, .fcpxml) or OpenTimelineIO (.otio) file.',
  ),
  'project-version-unknown': note(
    'The project version {version} is newer or older than those that were tried.',
    'Compare the report with the sequence; export Final Cut Pro XML if something is missing.',
  ),
  'project-no-sequence': stop('The project holds no sequence.', 'Save a project with a sequence in it.'),
  'sequence-not-found': stop(
    'There is no sequence of that name. There are: {names}.',
    'Give one of these names with --sequence.',
  ),
  'nest-cycle': broken(
    'This nested sequence contains itself; it was left silent.',
    'Remove the clip that closes the circle.',
  ),
  'nest-too-deep': broken(
    'Sequences are nested deeper, or more often, than can be rendered; this one was left silent.',
    'Render and replace some of the nested sequences.',
  ),
  'clip-bad-time': broken(
    'The clip has impossible times and was left out: {reason}.',
    'Delete it and edit it in again.',
  ),
  'clip-speed-mismatch': note(
    'Length and source range of the clip do not fit its speed; it plays from its in-point for its length.',
    'Check the clip by ear; set its speed again if it sounds wrong.',
  ),
  'clip-effect-not-applied': note(
    'Effects that only the editing program can compute were not applied: {effects}.',
    'Render and replace these clips there, or remove the effects.',
  ),
  'clip-speed-ramp': broken(
    'The clip changes speed over time, which is not in the file in a readable form; it plays at its average speed.',
    'Render and replace the clip in the editing program.',
  ),
  'clip-not-a-file': broken(
    'The clip plays no file we can read ({kind}); it was left silent.',
    'Flatten multicam or merged clips, or render and replace them.',
  ),
  'clip-channel-map-unknown': note(
    'Which channels of its source the clip plays could not be read; all were taken.',
    'Check the clip by ear.',
  ),
  'track-effect-not-applied': note(
    'Track effects were not applied: {effects}.',
    'Remove them, or render the track in the editing program.',
  ),
  'track-automation-not-applied': note(
    'Automation of the track was not applied: {effects}.',
    'Write the moves as clip levels, or render the track in the editing program.',
  ),
  'hidden-facts-missing': note(
    'Clip gain, faders, pans and channel maps could not be read, because the saved project was not at hand.',
    'Save the project and run again.',
  ),
  'submix-not-applied': note(
    'The sequence uses submix tracks; their effects and levels were not applied.',
    'Route the tracks to the mix, or accept the tracks’ own levels.',
  ),
  'media-offline': broken(
    'The media of {clips} {clips:clip|clips} was not found; {clips:it is|they are} silent.',
    'Give the folder it lies in with --media-root, or relink it.',
  ),
  'media-not-readable': broken(
    'The media cannot be read: {reason}.',
    'Check that it is there and whole, or convert it to WAV; in a mix it is silent until then.',
  ),
  'media-no-audio': note('The file holds no sound.', 'Nothing, if that is as it should be.'),
  'media-shorter-than-clip': note(
    'The file ends {seconds} s before its clip does; the rest is silent.',
    'Trim the clip, or relink it to the full file.',
  ),
  'media-truncated': note(
    'The file ends before its header says; what is missing is silent.',
    'Copy it again from where it was recorded.',
  ),
  'media-damaged-samples': note(
    'Damaged: {count} of its samples {count:is|are} no sound (not a number, infinite or beyond +120 dBFS), the first at {seconds} s; {count:it is|they are} silent.',
    'Export it again where it was made, or repair it there.',
  ),
  'media-beyond-limits': stop(
    'Its sound lies beyond what can be processed: {reason}.',
    'Convert it to a usual sample rate and number of channels.',
  ),
  'media-variable-frame-rate': note(
    'The video has a variable frame rate; picture and sound may drift apart in any editing program.',
    'Convert it to a constant frame rate and relink it.',
  ),
  'media-found-elsewhere': note(
    'The media was found at another place than the project says.',
    'Relink it when convenient.',
  ),
  'media-ambiguous': broken(
    'Several files have that name and none fits better than the others ({count}).',
    'Name the right folder with --media-root, or relink it.',
  ),
  'ffmpeg-missing': broken(
    'This format needs ffmpeg, and none was found.',
    'Install ffmpeg, or set DUBSTAGE_FFMPEG to its path, or run "npm run setup:ffmpeg".',
  ),
  'ffmpeg-failed': broken(
    'ffmpeg could not decode the file: {reason}.',
    'Convert it to WAV, or replace it; in a mix it is silent until then.',
  ),
  'wav-damaged': broken('The WAV file is damaged: {reason}.', 'Save it again from an audio editor.'),
  'wav-unsupported': broken('This kind of WAV file cannot be read: {reason}.', 'Convert it to PCM.'),
  'disk-full': stop('The disk is full.', 'Free space, or choose another folder with --out.'),
  'cannot-write': stop(
    'The file cannot be written: {reason}.',
    'Check the folder’s permissions, or choose another.',
  ),
  'genre-unknown': stop(
    'There is no genre of that name. There are: {names}.',
    'Give one of these with --genre.',
  ),
  'delivery-unknown': stop(
    'There is no delivery of that name. There are: {names}.',
    'Give one of these with --delivery.',
  ),
  'simulation-unknown': stop(
    'There is no listening simulation of that name. There are: {names}.',
    'Give one of these with --simulation.',
  ),
  'role-unknown': stop(
    '"{text}" is not a role for a track.',
    'Write it as --role "A1=music"; roles are {names}.',
  ),
  'track-unknown': stop(
    'There is no track or clip "{text}" in the sequence; its tracks are A1 to A{count}.',
    'Name one of these with --role.',
  ),
  'would-overwrite': stop(
    'The result would be written over your own material.',
    'Choose another folder with --out, or another name.',
  ),
  'preset-invalid': stop(
    'The preset is not valid: {reason}.',
    'Mend what is named; "dubstage presets check FILE" lists every fault with what is allowed.',
  ),
  'preset-unknown': stop(
    'There is no preset of that name; {hint}.',
    'See "dubstage presets list" for all of them.',
  ),
  'preset-ambiguous': stop(
    'Several presets have that name: {names}.',
    'Name one of these with its kind, as here.',
  ),
  'nothing-to-mix': stop(
    'No audible clip with media was found in the sequence.',
    'Check mutes, and give --media-root.',
  ),
  'plan-invalid': stop(
    'The plan cannot be rendered: {reason}.',
    'Make it again with "dubstage polish --plan-only".',
  ),
  'plan-media-changed': broken(
    'The file is not the one the plan was made for.',
    'Make the plan again, or bring the original file back.',
  ),
  'promise-broken': broken(
    'A promise was not kept: {text} Measured: {measured}.',
    'See the report for where.',
  ),
  'chain-invalid': stop(
    'The chain is not valid: {reason}.',
    'See "dubstage process --help" for processors and parameters.',
  ),
  'processor-cannot-run': stop(
    'A processor cannot run here: {reason}.',
    'Do not ask for another engine with DUBSTAGE_ENGINE, run "npm run build", or take it out of the chain.',
  ),
  cancelled: stop('Cancelled. Nothing was left behind.', 'Start it again when ready.'),
  internal: stop(
    'Something went wrong inside: {reason}.',
    'Please report it with the plan or project that caused it.',
  ),
  'host-no-project': stop('No project is open.', 'Open a project first.'),
  'host-sequence-not-found': stop('The host has no such sequence.', 'Open the sequence and try again.'),
  'host-track-changed': stop('The track is not what it was when the sequence was read.', 'Polish again.'),
  'host-track-not-added': stop(
    'The host did not add an audio track.',
    'Add one empty standard audio track below the others and polish again.',
  ),
  'host-file-missing': stop(
    'The rendered file was not found by the host.',
    'Check that the drive is connected, and polish again.',
  ),
  'host-import-failed': stop(
    'The host did not import the file.',
    'Check free space for its cache, and polish again.',
  ),
  'host-wrong-channels': stop(
    'The host split the file into several clips.',
    'Set Preferences > Timeline > Default audio tracks to "Use file".',
  ),
  'host-not-placed': stop(
    'The host did not place the clip where it was asked to.',
    'Polish again; the sequence was left as it was.',
  ),
  'host-other-track-changed': stop(
    'Another track changed while the mix was placed.',
    'Check the named track; use the host’s undo if needed.',
  ),
  'host-no-qe': stop(
    'This host cannot add tracks by script.',
    'Add one empty standard audio track below the others and polish again.',
  ),
  'host-script-error': stop(
    'The host did not answer as it should: {reason}.',
    'A dialog may be open in the host: close it and try again.',
  ),
}

/** Puts values in their places; where one is not known, its ": {name}" or " ({name})" goes too. */
const fill = (text: string, given: Problem['values'] = {}): string => {
  const values: Problem['values'] = { reason: given.detail ?? given.what ?? '', ...given }
  return text
    .replace(/\{(\w+):([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) =>
      Number(values[name]) === 1 ? one : many,
    )
    .replace(/(: | \()?\{(\w+)\}(\))?/g, (_, open: string = '', name: string, close: string = '') => {
      const value = values[name]
      const known = value !== undefined && value !== ''
      return known ? `${open}${value}${close}` : open === '' ? 'unknown' : ''
    })
    .replace(/([.!?])\.$/, '$1')
    .replace(/ \n/g, '\n')
}

/** The problem in plain words. */
export const inWords = (problem: Problem): WordedProblem => {
  const words = problemWords[problem.code]
  return {
    code: problem.code,
    severity: words.severity,
    message: fill(words.message, problem.values),
    remedy: fill(words.remedy, problem.values),
    where: problem.where,
  }
}

/** Reader and converter may meet the same trouble: it is told once. */
export const distinctProblems = (problems: Problem[]): Problem[] => [
  ...new Map(problems.map((problem) => [`${problem.code} ${problem.where}`, problem])).values(),
]
