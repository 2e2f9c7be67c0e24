/** Run in a process of its own, to be killed in the middle of a push: `push-child <registry> <folder> <chart>`. */
import { ANA } from './registry-clients';
import { openPushStage } from './push-stage';

async function main(): Promise<void> {
  const [address = '', folder = '', chart = ''] = process.argv.slice(2);
  const stage = await openPushStage({ address, folder, credential: ANA });
  const id = await stage.start(chart);
  await stage.ended(id);
}

void main();
