import { useEffect, useState } from 'react';
import { publishedModels } from '../../networks/catalogue';
import { classes } from '../../ui/classes';
import { report } from '../../ui/feedback/toasts';
import { bytes } from '../../ui/format';
import table from '../../ui/layout/Table.module.css';
import { tabs } from '../tabs/registry';
import styles from './HelpDialog.module.css';

/** What each model is. Models of one folder are one entry. */
const descriptions: Readonly<Record<string, string>> = {
	perception: 'Looks at pictures: the image encoder of every tab',
	recognition: 'Recognises what pictures show, for captions and search',
	captioner: 'Writes captions, and encodes sentences to search by',
	bank: 'Captions with their vectors, for stories to begin with',
	skipthought: 'Reads sentences for Story and Imagine',
	storyteller: 'Llama Atelier storyteller: writes stories. Built with Llama',
	stackgan: 'Draws birds: a sketch, then its details',
	scorer: 'Looks for what a sentence tells in sketches of birds, to show the best first',
	styles: 'Styles of paintings as statistics, for Paint',
};

interface ListedModel {
	readonly name: string;
	readonly size: number;
	readonly usedBy: string;
}

async function listModels(): Promise<readonly ListedModel[]> {
	const all = await publishedModels.names();
	const names = [...new Set(all.map((name) => name.split('/')[0] ?? name))];
	return Promise.all(
		names.map(async (name) => {
			const uses = tabs.filter(({ networks }) => networks.some((one) => one.split('/')[0] === name));
			const size = await publishedModels.bytes(all.filter((one) => one.split('/')[0] === name));
			return { name, size, usedBy: uses.map(({ title }) => title).join(', ') };
		}),
	);
}

/** The networks with their sizes, where they are used, and their cards. */
export function Models() {
	const [models, setModels] = useState<readonly ListedModel[]>([]);
	useEffect(() => void listModels().then(setModels, report), []);
	const total = models.reduce((sum, { size }) => sum + size, 0);
	return (
		<>
			<p>
				Every network was trained for this studio. Each card says what it was trained on, how good it is, and under
				which terms it may be used.
			</p>
			<table className={classes(table.table, styles.models)}>
				<thead>
					<tr>
						<th scope="col">Model</th>
						<th scope="col">Used by</th>
						<th scope="col">Size</th>
					</tr>
				</thead>
				<tbody>
					{models.map(({ name, size, usedBy }) => (
						<tr key={name}>
							<th scope="row">
								<a href={`${publishedModels.folder}${name}/README.md`} target="_blank" rel="noopener">
									{name}
								</a>
								<span>{descriptions[name]}</span>
							</th>
							<td>{usedBy}</td>
							<td className="numbers">{bytes(size)}</td>
						</tr>
					))}
				</tbody>
				{total > 0 && (
					<tfoot>
						<tr>
							<th scope="row" colSpan={2}>
								Together
							</th>
							<td className="numbers">{bytes(total)}</td>
						</tr>
					</tfoot>
				)}
			</table>
			<p>
				<a href={`${publishedModels.folder}README.md`} target="_blank" rel="noopener">
					Terms of use of the models
				</a>
			</p>
		</>
	);
}
