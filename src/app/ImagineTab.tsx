import { Panel } from '../features/imagine/Panel';
import { imagineWorks } from './imaginePictures';
import { imagine } from './imagineStudio';

export default function ImagineTab() {
	return <Panel imagine={imagine} works={imagineWorks} />;
}
