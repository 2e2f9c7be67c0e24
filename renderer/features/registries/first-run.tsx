/** What a newcomer sees: the ways in that are there, and the logins of other tools, offered and not taken. */
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Check, HardDrive, KeyRound, Server, TriangleAlert, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FoundLogin } from '../../../shared/registry';
import { appInfoQuery } from '../../app-info';
import { commands } from '../../commands';
import { Button } from '../../components/button';
import { Icon } from '../../components/icon';
import { PushButton } from '../../components/push-button';
import { foundLoginsQuery, listAddresses, toolName, useFoundLogin } from '../../found-logins';
import { appErrorOf } from '../../ipc';
import styles from './first-run.module.css';
import { LoginProblem } from './login-problem';
import { SamplesProblem } from './samples-problem';
import { useSampling } from './use-sampling';

export function FirstRun() {
  const { data: info } = useQuery(appInfoQuery);
  const firstButton = useRef<HTMLButtonElement>(null);
  const sampling = useSampling();
  // Nothing else is on screen: Enter begins. Who has gone to a field already stays there.
  useEffect(() => {
    if (document.activeElement?.matches('body, main')) firstButton.current?.focus();
  }, []);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>Start with a registry or a chart</h1>
      <p className={styles.subtitle}>
        See what is in a registry, push charts by dropping them, look inside any version.
      </p>
      <div className={styles.cards}>
        <section className={styles.card}>
          <Icon icon={Server} size={20} className={styles.icon} />
          <h2>Add registry</h2>
          <p>
            Any OCI registry: Harbor, GHCR, ECR, GitLab, Zot, Docker Hub.
            {info?.keychain.kind !== 'memory' && ' Passwords stay in the system keychain.'}
          </p>
          <div className={styles.action}>
            <Button
              ref={firstButton}
              // A way out of a problem is the filled one then.
              variant={sampling.problem === null ? 'primary' : 'secondary'}
              aria-haspopup="dialog"
              onClick={() => commands.run('add-registry', {})}
            >
              Add registry
            </Button>
          </div>
        </section>
        <section className={styles.card}>
          <Icon icon={HardDrive} size={20} className={styles.icon} />
          <h2>Start a local registry</h2>
          <p>
            Runs on this computer and keeps its charts on disk, with a few samples to look at. For trying things out.
          </p>
          <div className={styles.action}>
            {/* Not disabled meanwhile: that would take the focus away. */}
            <Button
              aria-label="Start a local registry"
              aria-disabled={sampling.progress !== null}
              onClick={sampling.begin}
            >
              Start
            </Button>
            <output>{sampling.progress}</output>
          </div>
        </section>
        <section className={styles.card}>
          <Icon icon={Upload} size={20} className={styles.icon} />
          <h2>Open a chart</h2>
          <p>Look inside a packaged chart, or push charts: nothing is uploaded until you say so.</p>
          <div className={styles.action}>
            <Button aria-haspopup="dialog" onClick={() => commands.run('open-chart', undefined)}>
              Open a chart…
            </Button>
            <PushButton />
            or drop .tgz files
          </div>
        </section>
      </div>
      {sampling.problem !== null && <SamplesProblem problem={sampling.problem} onTryAgain={sampling.begin} />}
      <FoundLogins />
      <KeychainState />
    </div>
  );
}

function FoundLogins() {
  const { data: found = [] } = useQuery(foundLoginsQuery);
  const [isOpen, setOpen] = useState(false);
  if (found.length === 0) return null;
  return (
    <>
      <div className={styles.logins}>
        <Icon icon={KeyRound} className={styles.icon} />
        <span className={styles.loginsText}>
          <strong>Logins on this computer</strong> for <bdi>{listAddresses(found.map(({ address }) => address))}</bdi>
        </span>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          Use existing Docker/Helm logins ({found.length} found)
        </Button>
      </div>
      {isOpen && (
        <ul aria-label="Logins found" className={styles.found}>
          {found.map((login) => (
            <FoundLoginRow key={`${login.tool} ${login.address}`} login={login} />
          ))}
        </ul>
      )}
    </>
  );
}

function FoundLoginRow({ login }: { readonly login: FoundLogin }) {
  const { address, username, tool } = login;
  const navigate = useNavigate();
  const take = useFoundLogin();

  async function takeIt(plainHttp: boolean): Promise<void> {
    const registry = await take.mutateAsync({ address, tool, plainHttp }).catch(() => null);
    if (registry !== null) void navigate({ to: '/registries/$address', params: { address } });
  }

  return (
    <li>
      <div className={styles.foundRow}>
        <span className={styles.foundName}>
          <bdi>{address}</bdi>
          <small>
            {username !== undefined && (
              <>
                <bdi>{username}</bdi>,{' '}
              </>
            )}
            from {toolName(tool)}
          </small>
        </span>
        <Button
          size="small"
          aria-label={`Log in to ${address} with the login of ${toolName(tool)}`}
          disabled={take.isPending}
          onClick={() => void takeIt(false)}
        >
          Log in
        </Button>
      </div>
      {take.error !== null && <LoginProblem error={appErrorOf(take.error)} onUsePlainHttp={() => void takeIt(true)} />}
    </li>
  );
}

function KeychainState() {
  const { data: info } = useQuery(appInfoQuery);
  if (info === undefined) return null;
  const isKept = info.keychain.kind === 'keychain';
  return (
    <p className={styles.ready}>
      <Icon icon={isKept ? Check : TriangleAlert} className={isKept ? styles.tick : styles.icon} />
      {isKept ? 'System keychain ready' : "No system keychain found. You'll stay logged in until you quit."}
    </p>
  );
}
