import ArgumentParser
import Glibc
import Tabular

/// Passwords at the terminal.
enum Secrets {
    /// Asks without showing what is typed; without a terminal the next line of standard input.
    static func ask(_ prompt: String) throws -> String {
        let isTerminal = isatty(STDIN_FILENO) == 1
        var shown = termios()
        if isTerminal {
            Terminal.write(prompt, to: .error)
            tcgetattr(STDIN_FILENO, &shown)
            var hidden = shown
            hidden.c_lflag &= ~tcflag_t(ECHO)
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden)
        }
        let line = readLine()
        if isTerminal {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown)
            Terminal.write("\n", to: .error)
        }
        guard let line, !line.isEmpty else { throw ValidationError("没有输入口令 / no password was given") }
        return line
    }
}
