// The genres, deliveries and listening simulations that ship. To add one: a file in its folder, and its line here.
import type { ProcessorDescription } from '../processors/processor'
import { processors } from '../processors/index'
import acx from './deliveries/acx.json'
import aesTd1008Music from './deliveries/aes-td1008-music.json'
import aesTd1008Speech from './deliveries/aes-td1008-speech.json'
import amazonStereo from './deliveries/amazon-stereo.json'
import appleTvStereo from './deliveries/apple-tv-stereo.json'
import aribTrB32 from './deliveries/arib-tr-b32.json'
import atscA85 from './deliveries/atsc-a85.json'
import disneyPlusStereo from './deliveries/disney-plus-stereo.json'
import dppUk from './deliveries/dpp-uk.json'
import ebuR128 from './deliveries/ebu-r128.json'
import ebuR128S1 from './deliveries/ebu-r128-s1.json'
import ebuR128S2 from './deliveries/ebu-r128-s2.json'
import ebuR128S4 from './deliveries/ebu-r128-s4.json'
import netflixStereo from './deliveries/netflix-stereo.json'
import op59 from './deliveries/op-59.json'
import podcastStereo from './deliveries/podcast-stereo.json'
import socialVideo from './deliveries/social-video.json'
import spotify from './deliveries/spotify.json'
import youtube from './deliveries/youtube.json'
import commercial from './genres/commercial.json'
import corporate from './genres/corporate.json'
import documentary from './genres/documentary.json'
import eLearning from './genres/e-learning.json'
import gaming from './genres/gaming.json'
import interview from './genres/interview.json'
import kids from './genres/kids.json'
import musicVideo from './genres/music-video.json'
import narrative from './genres/narrative.json'
import news from './genres/news.json'
import podcast from './genres/podcast.json'
import sports from './genres/sports.json'
import trailer from './genres/trailer.json'
import vlog from './genres/vlog.json'
import wedding from './genres/wedding.json'
import { has, isRecord } from './read'
import {
  presetKinds,
  readDelivery,
  readGenre,
  readSimulation,
  type Delivery,
  type Genre,
  type PresetKind,
  type ReadPreset,
  type Simulation,
} from './schema'
import car from './simulations/car.json'
import headphones from './simulations/headphones.json'
import kitchenRadio from './simulations/kitchen-radio.json'
import laptop from './simulations/laptop.json'
import phone from './simulations/phone.json'
import tv from './simulations/tv.json'

const genreFiles: Record<string, unknown> = {
  documentary,
  interview,
  podcast,
  vlog,
  commercial,
  trailer,
  narrative,
  corporate,
  'e-learning': eLearning,
  news,
  sports,
  wedding,
  gaming,
  kids,
  'music-video': musicVideo,
}

const deliveryFiles: Record<string, unknown> = {
  'ebu-r128': ebuR128,
  'ebu-r128-s1': ebuR128S1,
  'ebu-r128-s2': ebuR128S2,
  'ebu-r128-s4': ebuR128S4,
  'dpp-uk': dppUk,
  'atsc-a85': atscA85,
  'op-59': op59,
  'arib-tr-b32': aribTrB32,
  'netflix-stereo': netflixStereo,
  'amazon-stereo': amazonStereo,
  'apple-tv-stereo': appleTvStereo,
  'disney-plus-stereo': disneyPlusStereo,
  youtube,
  'social-video': socialVideo,
  spotify,
  'podcast-stereo': podcastStereo,
  'aes-td1008-speech': aesTd1008Speech,
  'aes-td1008-music': aesTd1008Music,
  acx,
}

const simulationFiles: Record<string, unknown> = {
  phone,
  laptop,
  tv,
  'kitchen-radio': kitchenRadio,
  car,
  headphones,
}

export const genreIds: readonly string[] = Object.keys(genreFiles)
export const deliveryIds: readonly string[] = Object.keys(deliveryFiles)
export const simulationIds: readonly string[] = Object.keys(simulationFiles)

export interface ShippedPreset {
  kind: PresetKind
  id: string
  title: string
  /** What the file holds. */
  file: unknown
}

/** Everything that ships, as it lies in its files. */
export const shippedPresets = (): ShippedPreset[] => {
  const folders = { genre: genreFiles, delivery: deliveryFiles, simulation: simulationFiles }
  return presetKinds.flatMap((kind) =>
    Object.entries(folders[kind]).map(([id, file]) => ({
      ...{ kind, id, file },
      title: isRecord(file) ? String(file.title) : id,
    })),
  )
}

/** Ours are checked when read, like anybody's; null when there is none of that name. */
export const findGenre = (
  id: string,
  known: readonly ProcessorDescription[] = processors,
): ReadPreset<Genre> | null => (has(genreFiles, id) ? readGenre(genreFiles[id], known) : null)

export const findDelivery = (id: string): ReadPreset<Delivery> | null =>
  has(deliveryFiles, id) ? readDelivery(deliveryFiles[id]) : null

export const findSimulation = (
  id: string,
  known: readonly ProcessorDescription[] = processors,
): ReadPreset<Simulation> | null =>
  has(simulationFiles, id) ? readSimulation(simulationFiles[id], known) : null
