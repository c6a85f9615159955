using FlextMonitor.Hosting.Programs;

namespace FlextMonitor.Hosting.Settings;

/// <summary>Refuses arguments that the configuration would leave out without a word.</summary>
public static class CommandLineCheck
{
    private const string Form = "Settings are written --Section:Key=value";

    /// <summary>
    /// Checks a command line of settings: <c>--key=value</c>, <c>--key value</c> or <c>/key=value</c>. One that asks for help is not read further.
    /// </summary>
    /// <exception cref="StartException">An argument belongs to no setting, or a setting has no value. The message names each.</exception>
    public static void Validate(IReadOnlyList<string> args)
    {
        ArgumentNullException.ThrowIfNull(args);

        List<string> faults = ProgramInfo.IsRequested(args) ? [] : [.. Faults(args)];
        if (faults.Count > 0)
        {
            throw new StartException(string.Join("; ", faults));
        }
    }

    private static IEnumerable<string> Faults(IReadOnlyList<string> args)
    {
        for (var i = 0; i < args.Count; i++)
        {
            var argument = args[i];
            if (!IsKey(argument))
            {
                yield return $"Unknown argument '{argument}'. {Form}";
            }
            else if (!argument.Contains('=', StringComparison.Ordinal))
            {
                if (i + 1 == args.Count || args[i + 1].StartsWith("--", StringComparison.Ordinal))
                {
                    yield return $"'{argument}' has no value. {Form}";
                }
                else
                {
                    i++;
                }
            }
        }
    }

    private static bool IsKey(string argument) =>
        argument.StartsWith("--", StringComparison.Ordinal) || argument.StartsWith('/') || (!argument.StartsWith('-') && argument.Contains('=', StringComparison.Ordinal));
}
