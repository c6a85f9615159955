using System.Globalization;
using FlextMonitor.Hub.Audit;
using FlextMonitor.Hub.Storage;

namespace FlextMonitor.Web.Startup;

/// <summary>
/// The command <c>verify-audit</c>: checks that nobody changed the audit trail. It starts nothing and only reads, so that the monitor may go on meanwhile.
/// </summary>
internal static class VerifyAudit
{
    private const string Command = "verify-audit";

    /// <summary>One line for <c>--help</c>.</summary>
    public static (string Usage, string Summary) Help { get; } = (Command, "Check that nobody changed the audit trail.");

    /// <summary>Whether a command line asks for it.</summary>
    public static bool IsRequested(string[] args) => args is [Command, ..];

    /// <summary>Runs it, with the settings of the monitor.</summary>
    /// <returns>The exit code: 0, or 1 if an entry was changed, added or taken out.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var monitor = MonitorBuilder.Create(args[1..]);
        var builder = Host.CreateEmptyApplicationBuilder(new() { Configuration = monitor.Configuration, ContentRootPath = monitor.Environment.ContentRootPath });
        builder.Services.AddAudit();
        using var host = builder.Build();
        await host.Services.GetRequiredService<StoreTables>().RequireCurrentAsync(CancellationToken.None);
        var result = await host.Services.GetRequiredService<AuditVerifier>().VerifyAsync(CancellationToken.None);
        if (result.Fault is { } fault)
        {
            await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Command}: {TextOf(fault, result.FaultAt)}. Entries before it that are as they were written: {result.Good}"));
            return 1;
        }

        await Console.Out.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"{Command}: all entries are as they were written: {result.Good}, from number {result.First} on. The hash of the last one is {result.LastHash}; the log must show the same"));
        return 0;
    }

    private static string TextOf(AuditFault fault, long number) => fault switch
    {
        AuditFault.Changed => Entry(number, "was changed"),
        AuditFault.Missing => Entry(number, "is missing"),
        AuditFault.Replaced => Entry(number, "does not continue the one before: one of the two was replaced"),
        AuditFault.Inserted => Entry(number, "was not written by the monitor"),
        AuditFault.OtherEnd => Entry(number, "is the last one, and is not the one with which the chain ends: one of the two was replaced"),
        AuditFault.NoEnds => "the row that holds both ends of the chain (table AuditChain) is missing, so that nothing can be checked",
        _ => throw new ArgumentOutOfRangeException(nameof(fault)),
    };

    private static string Entry(long number, string text) => string.Create(CultureInfo.InvariantCulture, $"entry {number} {text}");
}
