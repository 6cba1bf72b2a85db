import { OptionPanel } from '../../../ui/options/OptionPanel';
import { usePaint, usePaintContext } from '../context';
import { paintOptions } from '../options';
import { NetworkSection } from './NetworkSection';

/** How a painting is made: the options, and the network to paint with. */
export function Settings() {
	const { paint } = usePaintContext();
	const options = usePaint((state) => state.options);
	const running = usePaint((state) => state.run !== undefined);
	const layers = usePaint(
		(state) => state.ownNetworks.find(({ key }) => key === state.network)?.layers ?? state.catalogue?.layers,
	);
	return (
		<OptionPanel
			title="Painting"
			table={paintOptions}
			values={options}
			onChange={paint.setOption}
			onReset={paint.resetOptions}
			layers={layers}
			disabled={running}
			above={{ Network: <NetworkSection /> }}
		/>
	);
}
