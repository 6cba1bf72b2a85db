/** Sums up the long tasks of all tests, on the console and in test-results/longTasks.json. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FullConfig, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { attachment, type LongTask } from './longTasks';

interface Found extends LongTask {
	readonly test: string;
}

const described = ({ test, computed, parts }: Found): string => {
	const doing = parts.map(({ kind, script, place, computed }) =>
		[kind, script?.split('/').at(-1), place, `${computed} ms`].filter(Boolean).join(' '),
	);
	return `${computed} ms in ${test}: ${doing.join(', ')}`;
};

export default class LongTaskReporter implements Reporter {
	private measured = 0;
	private readonly found: Found[] = [];
	private file = '';

	onBegin({ rootDir }: FullConfig): void {
		this.file = join(rootDir, '..', 'test-results', 'longTasks.json');
	}

	onTestEnd(test: TestCase, { attachments }: TestResult): void {
		const body = attachments.find(({ name }) => name === attachment)?.body;
		if (body === undefined) return;
		this.measured += 1;
		const tasks = JSON.parse(body.toString()) as LongTask[];
		this.found.push(...tasks.map((task) => ({ test: test.titlePath().slice(2).join(' › '), ...task })));
	}

	onEnd(): void {
		const tasks = this.found.filter(({ own }) => own).sort((a, b) => b.computed - a.computed);
		const over = (limit: number) => tasks.filter(({ computed }) => computed > limit).length;
		const ofTests = this.found.length - tasks.length;
		const summary = { tests: this.measured, over100: over(100), over50: over(50), ofTests, tasks };
		mkdirSync(dirname(this.file), { recursive: true });
		writeFileSync(this.file, JSON.stringify(summary, null, '\t'));
		console.log(
			`Long tasks in ${this.measured} tests of pages: ${over(100)} over 100 ms, ${over(50)} over 50 ms; besides, ${ofTests} of what tests do in pages`,
		);
		for (const task of tasks.slice(0, 20)) console.log(`  ${described(task)}`);
	}
}
