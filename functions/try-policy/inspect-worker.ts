// The thread in which text is inspected, bundled beside the function's entry.
import '../../shared/inspection/worker.ts';
