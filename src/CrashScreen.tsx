import { Component, type ReactNode } from 'react';
import { Button } from '#components/ui/Button';

interface CrashScreenProps {
  children: ReactNode;
}

/** A mistake of ours while drawing: React would leave an empty page. */
export class CrashScreen extends Component<CrashScreenProps, { hasCrashed: boolean }> {
  override state = { hasCrashed: false };

  static getDerivedStateFromError() {
    return { hasCrashed: true };
  }

  override render() {
    if (!this.state.hasCrashed) return this.props.children;
    return (
      <main className="fill-viewport grid place-content-center justify-items-center gap-4 p-6 text-center">
        <h1 className="font-semibold text-xl">Something broke on this page</h1>
        <p className="text-muted">Messages that were sent are safe.</p>
        <Button look="primary" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </main>
    );
  }
}
