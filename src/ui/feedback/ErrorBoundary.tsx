import { Component, type ErrorInfo, type ReactNode } from 'react';
import { Button } from '../controls/Button';
import styles from './ErrorBoundary.module.css';
import { PartMissing } from './PartMissing';

interface Props {
	/** The part of the page, for the heading, such as "Paint". */
	readonly name: string;
	/** Called instead of showing the failure. */
	readonly onFailure?: ((error: Error) => void) | undefined;
	readonly children: ReactNode;
}

interface Fault {
	readonly error?: Error | undefined;
	/** Whether the last attempt to repair it failed too. */
	readonly tried: boolean;
}

/** Limits an error to one part of the page, and offers to try that part again. The library is safe in storage. */
export class ErrorBoundary extends Component<Props, Fault> {
	override readonly state: Fault = { tried: false };

	static getDerivedStateFromError(error: Error) {
		return { error };
	}

	override componentDidCatch(error: Error, info: ErrorInfo): void {
		console.error(error, info.componentStack);
		this.props.onFailure?.(error);
	}

	override componentWillUnmount(): void {
		this.forget();
	}

	private forget(): void {
		if (this.state.error instanceof PartMissing) this.state.error.forget();
	}

	private readonly retry = (): void => {
		this.forget();
		this.setState({ error: undefined, tried: true });
	};

	override render() {
		const { error, tried } = this.state;
		if (error === undefined) return this.props.children;
		if (this.props.onFailure !== undefined) return null;
		const isMissing = error instanceof PartMissing;
		return (
			<div className={styles.fault} role="alert">
				<h2>{isMissing ? `${this.props.name} could not be loaded` : `${this.props.name} has met a fault`}</h2>
				<p>
					{isMissing
						? 'Check your connection and try again. The rest of the studio works on.'
						: 'Your library is safe, and the rest of the studio works on.'}
				</p>
				{tried && <p>Trying again did not help. A newer version of the studio may be out: reload the page.</p>}
				{!isMissing && <pre>{error.message}</pre>}
				<div className={styles.ways}>
					<Button look="primary" onClick={this.retry}>
						Try again
					</Button>
					{tried && <Button onClick={() => location.reload()}>Reload the page</Button>}
				</div>
			</div>
		);
	}
}
