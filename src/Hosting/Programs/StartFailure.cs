using Microsoft.Extensions.Options;

namespace FlextMonitor.Hosting.Programs;

/// <summary>Explains in one line why a program cannot start, if the person who starts it can put that right.</summary>
public static class StartFailure
{
    private const string Configuration = "Microsoft.Extensions.Configuration";
    private const string Time = " A time is written as hh:mm:ss, such as 00:00:05 for five seconds.";

    /// <summary>The explanation, on one line; <c>null</c> for a failure that only its stack explains.</summary>
    /// <param name="failure">Why the program did not start; <c>null</c> is explained by nothing.</param>
    /// <param name="explanations">The program's own explanations, which come first; each returns <c>null</c> for a failure that is not its own.</param>
    public static string? Explain(Exception? failure, params IEnumerable<Func<Exception, string?>> explanations) => failure is null
        ? null
        : (explanations.Select(explain => explain(failure)).FirstOrDefault(text => text is not null) ?? ExplainSetting(failure))?.ReplaceLineEndings(" ");

    /// <summary>Prints to standard error that a program cannot start.</summary>
    /// <param name="program">The program, as the subject of the sentence.</param>
    /// <param name="explanation">What <see cref="Explain"/> returned.</param>
    /// <returns>The exit code: 1.</returns>
    public static async Task<int> ReportAsync(string program, string explanation)
    {
        await Console.Error.WriteLineAsync($"{program} cannot start: {explanation}").ConfigureAwait(false);
        return 1;
    }

    private static string? ExplainSetting(Exception failure) => failure switch
    {
        StartException explained => explained.Message,
        OptionsValidationException invalid => string.Join("; ", invalid.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join("; ", several.InnerExceptions.Cast<OptionsValidationException>().SelectMany(invalid => invalid.Failures).Distinct()),

        // The binder's exception for a value that does not fit the property's type; it names the key and the value.
        InvalidOperationException { InnerException: FormatException or ArgumentException or OverflowException } unreadable when failure.PassedThrough(Configuration) =>
            $"{unreadable.Message} {unreadable.InnerException!.Message}{(unreadable.Message.Contains(typeof(TimeSpan).FullName!, StringComparison.Ordinal) ? Time : "")}",

        InvalidDataException file when failure.PassedThrough(Configuration) && BrokenJson.Explain(file) is { } place => place,

        // A settings file that cannot be read, or a malformed argument.
        FormatException or InvalidDataException when failure.PassedThrough(Configuration) => failure.InnerException is { } cause ? $"{failure.Message} {cause.Message}" : failure.Message,
        _ => null,
    };
}
