using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Collector.Settings;

/// <summary>Reads <see cref="CollectorOptions"/> from the configuration, and validates them when the host starts.</summary>
internal sealed class CollectorOptionsSetup(IConfiguration configuration, IHostEnvironment environment)
    : IConfigureOptions<CollectorOptions>, IValidateOptions<CollectorOptions>
{
    public void Configure(CollectorOptions options)
    {
        options.DataDirectory = DataFolder.PathOf(configuration, environment);
        var reader = new DaemonsReader(configuration.GetSection(DaemonsReader.Section));
        options.Daemons = reader.Read();
        options.Failures = [.. reader.Failures, .. RedisSetting.Failures(configuration)];
    }

    public ValidateOptionsResult Validate(string? name, CollectorOptions options) =>
        options.Failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options.Failures);
}
