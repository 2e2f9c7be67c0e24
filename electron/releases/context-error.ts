/** The errors of this folder, as facts. The words for users are written elsewhere. */
import type { AppError } from '../../shared/errors';
import type { ClusterError } from '../cluster/cluster-error';
import type { HelmError } from '../helm/helm-error';

/** What became of a question to the cluster of a context. */
export class ContextError extends Error {
  override readonly name = 'ContextError';
  override readonly cause: HelmError | ClusterError;
  /** Its name. */
  readonly context: string;

  constructor(context: string, cause: HelmError | ClusterError) {
    super(`${context}: ${cause.message}`, { cause });
    this.cause = cause;
    this.context = context;
  }
}

/** There is no helm that can be used. */
export class NoHelmError extends Error {
  override readonly name = 'NoHelmError';
  /** In the words of the search for it. */
  readonly problem: AppError;

  constructor(problem: AppError) {
    super(problem.message);
    this.problem = problem;
  }
}

/** A rendering that was kept for a while is not kept any more. */
export class RenderingGoneError extends Error {
  override readonly name = 'RenderingGoneError';

  constructor() {
    super('the rendering is not kept any more');
  }
}
