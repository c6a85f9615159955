using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon;

/// <summary>Refuses keys of a section that are no settings: a typing error would otherwise go unseen.</summary>
/// <typeparam name="TOptions">The options with which this is checked.</typeparam>
internal sealed class UnknownKeys<TOptions>(IConfiguration configuration, string section, IReadOnlyCollection<string> known) : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        var failures = configuration.GetSection(section).GetChildren()
            .Where(child => !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
            .Select(child => $"{child.Path} is no setting; there are: {string.Join(", ", known)}")
            .ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}
