/** The verdict with all that it rests on: who signed, when, with what, and which archive is meant. Others' words in it are isolated. */
import type { TrustReport, TrustSignature, TrustSigner } from '../../../../shared/trust';
import { Facts } from '../../../components/facts';
import { Notice } from '../../../components/notice';
import { formatMoment } from '../../../format/time';
import { type ChartOrigin, REMARK_WORDS, reasonWords, STATE_TONES, STATE_WORDS, VALIDITY_WORDS } from './trust-words';
import styles from './trust-tab.module.css';

export interface VerdictProps {
  readonly report: TrustReport;
  readonly origin: ChartOrigin;
}

export function Verdict({ report, origin }: VerdictProps) {
  const { state, remarks, signer, signatures } = report;
  const checked = signatures.find((each) => each.isChecked) ?? signatures[0];
  return (
    <section aria-label="Verdict" className={styles.verdict}>
      <Notice tone={STATE_TONES[state]} announced="politely">
        <strong className={styles.state}>{STATE_WORDS[state]}</strong>
        <bdi>{reasonWords(report, origin)}</bdi>
      </Notice>
      {remarks.map((remark) => (
        <Notice key={remark} tone={remark.startsWith('helm') ? 'info' : 'warning'}>
          {REMARK_WORDS[remark]}
        </Notice>
      ))}
      {signer !== null && <SignerFacts signer={signer} isProven={report.failure !== 'altered'} />}
      {checked !== undefined && <SignatureFacts signature={checked} />}
      <ArchiveFacts report={report} />
    </section>
  );
}

function SignerFacts({ signer, isProven }: { readonly signer: TrustSigner; readonly isProven: boolean }) {
  const { userIds, fingerprint, subkeyFingerprint, algorithm, validity, createdAt, expiresAt } = signer;
  const [name, ...others] = userIds;
  return (
    <section>
      <h3>{isProven ? 'Signer' : 'Key that the signature names'}</h3>
      <Facts
        isRoomy
        facts={[
          ['User id', name],
          ['Also', others.length > 0 && others.map((each) => <UserId key={each} text={each} />)],
          ['Fingerprint', <Mono key="fingerprint" text={fingerprint} />],
          ['Subkey', subkeyFingerprint !== undefined && <Mono key="subkey" text={subkeyFingerprint} />],
          ['Key', `${algorithm}, made ${formatMoment(createdAt)}`],
          ['Validity', validityWords(validity, expiresAt)],
        ]}
      />
    </section>
  );
}

function validityWords(validity: TrustSigner['validity'], expiresAt: number | undefined): string {
  const words = VALIDITY_WORDS[validity];
  if (expiresAt === undefined) return validity === 'valid' ? `${words}, without an end` : words;
  return validity === 'expired'
    ? `${words} on ${formatMoment(expiresAt)}`
    : `${words} until ${formatMoment(expiresAt)}`;
}

function SignatureFacts({ signature }: { readonly signature: TrustSignature }) {
  const { keyId, createdAt, expiresAt, hash, algorithm } = signature;
  return (
    <section>
      <h3>Signature</h3>
      <Facts
        isRoomy
        facts={[
          ['Made', createdAt !== undefined && formatMoment(createdAt)],
          ['Ends', expiresAt !== undefined && formatMoment(expiresAt)],
          ['Key id', keyId !== undefined && <Mono key="id" text={keyId} />],
          ['Algorithm', [algorithm, hash].filter((each) => each !== undefined).join(', ')],
        ]}
      />
    </section>
  );
}

/** The names and sums side by side: each is told to be the same or another, never by colour alone. */
function ArchiveFacts({ report: { archive, signedFiles, provenance } }: { readonly report: TrustReport }) {
  if (provenance === null) return null;
  const signed = signedFiles?.find(({ fileName }) => fileName === archive.fileName);
  const names = signedFiles?.map(({ fileName }) => fileName) ?? [];
  return (
    <section>
      <h3>Archive</h3>
      <Facts
        isRoomy
        facts={[
          ['File name', archive.fileName],
          [
            'Signed name',
            signed === undefined ? `Another: ${names.join(', ') || 'none'}` : `The same: ${signed.fileName}`,
          ],
          ['Digest', <Mono key="digest" text={archive.digest} />],
          [
            'Signed digest',
            signed !== undefined && (
              <>
                {signed.sum === archive.digest ? 'The same' : 'Another'}: <Mono text={signed.sum} />
              </>
            ),
          ],
        ]}
      />
    </section>
  );
}

function UserId({ text }: { readonly text: string }) {
  return (
    <div>
      <bdi>{text}</bdi>
    </div>
  );
}

function Mono({ text }: { readonly text: string }) {
  return (
    <code className={styles.mono}>
      <bdi>{text}</bdi>
    </code>
  );
}
