import { Panel } from '../../../features/imagine/Panel';
import { imagineWorks } from './intake';
import { imagine } from './studio';

export default function ImagineTab() {
	return <Panel imagine={imagine} works={imagineWorks} />;
}
