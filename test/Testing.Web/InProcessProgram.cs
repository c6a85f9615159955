using System.Reflection;
using FlextMonitor.Web.Startup;

namespace FlextMonitor.Testing.Web;

/// <summary>
/// The whole program inside the test's process, from its command line to its exit code, for runs that end by themselves. It costs a fraction of what a
/// process costs, which compiles everything again.
/// </summary>
public sealed record InProcessProgram
{
    /// <summary>For a run on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private InProcessProgram(int code, ConsoleCapture console)
    {
        Code = code;
        Output = console.Output;
        Errors = console.Errors;
    }

    /// <summary>The exit code.</summary>
    public int Code { get; }

    /// <summary>The lines of standard output.</summary>
    public IReadOnlyList<string> Output { get; }

    /// <summary>The lines of standard error.</summary>
    public IReadOnlyList<string> Errors { get; }

    /// <summary>Runs it with the given settings, on a free port and with a data folder of its own unless they name one, and waits for its end.</summary>
    /// <param name="settings">Its settings, by the names that they have in the environment or on the command line.</param>
    public static Task<InProcessProgram> RunAsync(params IReadOnlyList<(string Key, string Value)> settings) => RunAsync([], settings);

    /// <summary>Runs it with a command line too.</summary>
    /// <param name="arguments">The first arguments.</param>
    /// <param name="settings">Its settings, which follow them.</param>
    public static async Task<InProcessProgram> RunAsync(IReadOnlyList<string> arguments, params IReadOnlyList<(string Key, string Value)> settings)
    {
        var folder = Directory.CreateTempSubdirectory("monitor-test-");
        try
        {
            (string Key, string Value)[] usual =
            [
                ("environment", "Production"), ("contentRoot", AppContext.BaseDirectory), ("urls", "http://127.0.0.1:0"), ("DataDirectory", Path.Combine(folder.FullName, "data")),
            ];

            // Of two values for a key the last counts.
            return await RunAsync([.. arguments, .. usual.Concat(settings).Select(setting => $"--{NameOf(setting.Key)}={setting.Value}")]).WaitAsync(Limit);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>On a thread of its own, because the entry point blocks until the program ends.</summary>
    private static Task<InProcessProgram> RunAsync(string[] commandLine) => Task.Factory.StartNew(
        () =>
        {
            using var console = ConsoleCapture.Begin();
            var code = typeof(Announcement).Assembly.EntryPoint!.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [commandLine], null);
            return new InProcessProgram((int)code!, console);
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    /// <summary>The host reads such a variable as the setting without the prefix.</summary>
    private static string NameOf(string key) => key.Replace("ASPNETCORE_", "", StringComparison.Ordinal);
}
