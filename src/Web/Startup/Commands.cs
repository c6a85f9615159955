namespace FlextMonitor.Web.Startup;

/// <summary>What the program does instead of running the monitor, if the command line begins with its name.</summary>
internal static class Commands
{
    /// <summary>What to run, which returns the exit code; <c>null</c> for the monitor itself.</summary>
    public static Func<string[], Task<int>>? Find(string[] args) =>
        ResetAdmin.IsRequested(args) ? ResetAdmin.RunAsync
        : BackupCommand.IsRequested(args) ? BackupCommand.RunAsync
        : HealthCommand.IsRequested(args) ? HealthCommand.RunAsync
        : MoveCommand.IsRequested(args) ? MoveCommand.RunAsync
        : VerifyAudit.IsRequested(args) ? VerifyAudit.RunAsync
        : null;
}
