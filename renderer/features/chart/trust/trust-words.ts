/** The verdict in words: what it means, why, and what helm says where that is something else. No React here. */
import { assertNever } from '../../../../shared/assert-never';
import type {
  AttachmentKind,
  KeyValidity,
  TrustFailure,
  TrustRemark,
  TrustReport,
  TrustState,
} from '../../../../shared/trust';
import type { NoticeTone } from '../../../components/notice';

export const STATE_WORDS: Readonly<Record<TrustState, string>> = {
  verified: 'Verified',
  'not-checked': 'Signed, not checked',
  'not-signed': 'Not signed',
  failed: 'Verification failed',
};

export const STATE_TONES: Readonly<Record<TrustState, NoticeTone>> = {
  verified: 'success',
  'not-checked': 'info',
  'not-signed': 'info',
  failed: 'danger',
};

export const VALIDITY_WORDS: Readonly<Record<KeyValidity, string>> = {
  valid: 'Valid',
  expired: 'Expired',
  revoked: 'Revoked',
  'from-future': 'Made in the future',
};

/** Where a chart lies: a folder is packaged for reading. */
export type ChartOrigin = 'registry' | 'file' | 'folder';

/** What the verdict means, in a sentence or two. */
export function reasonWords({ state, failure, archive, signedFiles }: TrustReport, origin: ChartOrigin): string {
  switch (state) {
    case 'verified':
      return 'One of your keys signed this text, and the archive is the one that it names. That says who signed, not that the chart does no harm.';
    case 'not-checked':
      return 'A provenance file is there and names this archive. Whose signature it is can only be told with the signer’s public key: choose a key file.';
    case 'not-signed':
      return unsignedWords(archive.fileName, origin);
    case 'failed':
      return failureWords(
        failure ?? 'bad-signature',
        archive.fileName,
        signedFiles?.map((each) => each.fileName) ?? [],
      );
    default:
      return assertNever(state);
  }
}

function unsignedWords(fileName: string, origin: ChartOrigin): string {
  switch (origin) {
    case 'registry':
      return 'There is no provenance file. Nobody can tell who made this chart.';
    case 'file':
      return `There is no provenance file beside it, which would be ${fileName}.prov. Nobody can tell who made this chart.`;
    case 'folder':
      return 'This is a folder, and helm signs archives only, with “helm package --sign”. Open the archive that this makes, with its .prov beside it, to see whose signature it has.';
    default:
      return assertNever(origin);
  }
}

function failureWords(failure: TrustFailure, fileName: string, named: readonly string[]): string {
  const words: Readonly<Record<TrustFailure, string>> = {
    'no-signed-message': 'The provenance file is cut off, or it is no signed text at all.',
    'bad-signature': 'The signature in the provenance file is damaged.',
    'no-issuer': 'The signature doesn’t say which key made it.',
    'unknown-signer':
      'It is signed by a key that is in none of your key files, or that may not sign. Get the signer’s public key from a place that you trust, and add it.',
    altered: 'The signature isn’t of this text: somebody changed the text or the signature after it was signed.',
    'unknown-notation': 'The signature asks for something that neither helm nor Chartroom knows.',
    'key-revoked': 'The key that signed it was revoked. Ask the signer for a signature by a newer key.',
    'key-expired':
      'The key that signed it has expired. If its owner has made it valid for longer, get the key anew; else ask for a newer signature.',
    'key-from-future': 'The key that signed it is dated in the future. Is the clock of this computer right?',
    'signature-expired': 'The signature has expired. Ask the signer for a newer one.',
    'signature-from-future': 'The signature is dated in the future. Is the clock of this computer right?',
    'bad-sums': 'The signed text names no archive, or can’t be read.',
    'other-file': `The signature is of another file: it names ${named[0] ?? 'none'}, and this one is ${fileName}.`,
    'other-digest': `The archive isn’t the one that was signed: the signed text gives another sum for ${fileName}.`,
    'too-large': 'The provenance file is too large to be one.',
  };
  return words[failure];
}

export const REMARK_WORDS: Readonly<Record<TrustRemark, string>> = {
  sha1: 'The signature is over SHA-1, which can be forged with some effort. Helm takes it; ask the signer for SHA-256 or better.',
  'short-key': 'The key is short by today’s measure. Helm takes it; ask the signer for a longer one.',
  'several-signatures':
    'There are several signatures. Helm looks at the first one by a key that you have, and at no other.',
  'unsigned-text': 'Text stands before or behind the signed part. Nobody signed that.',
  'helm3-accepts':
    'Helm 3 would take it: it doesn’t look at dates, nor at revoked user ids. Helm 4 refuses it, as Chartroom does.',
  'helm3-refuses':
    'Helm 3 would refuse it: it doesn’t know keys or signatures of this kind, or minds a sum in it that Helm 4 doesn’t look at. Helm 4 takes it.',
  'helm-accepts-copy':
    'Helm would take it if the key file that it is given has the key without the revocation, as one of yours does. Chartroom counts a revocation in whichever file it stands.',
  'helm-reads-version-6':
    'Helm 4 might take it: it reads signatures of OpenPGP’s version 6, of which there is one, and Chartroom doesn’t.',
};

export const ATTACHMENT_WORDS: Readonly<Record<AttachmentKind, string>> = {
  'cosign-signature': 'Signature by cosign',
  'sigstore-bundle': 'Sigstore bundle: a signature or an attestation',
  'notation-signature': 'Signature by notation',
  spdx: 'List of parts (SBOM, SPDX)',
  cyclonedx: 'List of parts (SBOM, CycloneDX)',
  sbom: 'List of parts (SBOM)',
  slsa: 'Attestation of how it was built (SLSA)',
  'in-toto': 'Attestation (in-toto)',
  other: 'Something else',
};
