import type { OwnNetworkStores } from '../../../features/paint/ownNetwork/shared/types';
import { Panel } from '../../../features/paint/Panel';
import { databaseOf } from '../../database';
import type { PageProps } from '../types';
import { engine } from './engine';
import { paint } from './studio';

const database = databaseOf<OwnNetworkStores>();

export default function PaintPage({ shell }: PageProps) {
	return <Panel paint={paint} engine={engine} database={database} pictures={shell} />;
}
