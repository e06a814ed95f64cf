import type { Language, Profile, ReportFormat } from '@datapilot/contracts'
import type { Actor } from '../../platform/actor.ts'
import type { DatasetAccess } from '../datasets/index.ts'
import { type RenderedReport, renderComparison, renderProfile } from '../profiling/index.ts'
import type { AnalysisService } from './analysis.service.ts'

export interface ReportWishes {
  readonly format: ReportFormat
  readonly language: Language
}

export interface ReportFile extends RenderedReport {
  /** Of the file, without its extension. */
  readonly name: string
}

/** Profiles and comparisons as files that leave the house. */
export class ReportService {
  readonly #analyses: AnalysisService
  readonly #datasets: DatasetAccess

  constructor(analyses: AnalysisService, datasets: DatasetAccess) {
    this.#analyses = analyses
    this.#datasets = datasets
  }

  /** The profile of the version that is shown. @throws DatasetNotFoundError, ProfileNotReadyError */
  async ofDataset(actor: Actor, id: string, wishes: ReportWishes): Promise<ReportFile> {
    return fileOf(await this.#datasets.content.profile(actor, id), wishes)
  }

  /** @throws AnalysisNotFoundError, AnalysisNotCompletedError */
  async ofAnalysis(actor: Actor, id: string, wishes: ReportWishes): Promise<ReportFile> {
    const found = await this.#analyses.results(actor, id)
    if ('profile' in found) return fileOf(found.profile, wishes)
    const { base, current } = found.comparison
    return { ...renderComparison(found.comparison, wishes), name: `${base.name} - ${current.name}` }
  }
}

function fileOf(profile: Profile, wishes: ReportWishes): ReportFile {
  return { ...renderProfile(profile, wishes), name: profile.name }
}
