internal import Foundation
internal import Synchronization

/// Ctrl-C: the work stops after the launch that is under way, and nothing is left half-written.
enum Interrupt {
    private static let flag = Atomic<Bool>(false)

    /// Whether the user has asked to stop.
    static var isRequested: Bool { flag.load(ordering: .relaxed) }

    /// Starts to listen.
    ///
    /// A second Ctrl-C ends the program at once.
    static func listen() {
        // A parent may have blocked them; that is inherited.
        var numbers = sigset_t()
        sigemptyset(&numbers)
        for number in [SIGINT, SIGTERM] {
            sigaddset(&numbers, number)
            signal(number) { received in
                Interrupt.flag.store(true, ordering: .relaxed)
                signal(received, SIG_DFL)
            }
        }
        pthread_sigmask(SIG_UNBLOCK, &numbers, nil)
    }
}
