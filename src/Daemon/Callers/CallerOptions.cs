using System.ComponentModel;
using System.Net;
using FlextMonitor.Daemon.Meltano.Settings;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Daemon.Callers;

/// <summary>Who may call a daemon that runs in a process of its own: settings of the section <c>Daemon</c>. Only its host can reach an embedded one.</summary>
internal sealed class CallerOptions
{
    /// <summary>The section's name.</summary>
    public const string Section = "Daemon";

    private const int Shortest = 16;

    /// <summary>What each call must bring as <c>authorization: Bearer …</c>, at least 16 characters; anyone who reaches the daemon may call it unless set.</summary>
    [Description("token that each call must bring, at least 16 characters; Daemons:N:Token of the monitor (none: anyone who reaches the daemon may call it); secret")]
    public string? Token { get; set; }

    /// <summary>Whether the daemon describes its calls by gRPC reflection, for tools. Default false.</summary>
    [Description("whether tools may ask for its calls by gRPC reflection, true or false (false)")]
    public bool Reflection { get; set; }

    /// <summary>Its failures name the key, its value and what is allowed.</summary>
    internal sealed class Validation(IConfiguration configuration) : IValidateOptions<CallerOptions>
    {
        /// <inheritdoc/>
        public ValidateOptionsResult Validate(string? name, CallerOptions options) =>
            options.Token is { Length: < Shortest } ? ValidateOptionsResult.Fail($"{Section}:{nameof(Token)} has {options.Token.Length} characters; it may have {Shortest} or more, such as those of openssl rand -hex 32")
            : options.Token is null && ControlledProject() is { } project && ReachableAddress() is { } address ? ValidateOptionsResult.Fail(
                $"{project.Key}:{nameof(MeltanoOptions.AllowControl)} is true, so that anyone who reaches {address} could start runs; set {Section}:{nameof(Token)}, or listen on this machine alone")
            : ValidateOptionsResult.Success;

        private MeltanoOptions? ControlledProject() => MeltanoSettings.Read(configuration).FirstOrDefault(project => project.AllowControl);

        /// <summary>An address that other machines can reach; <c>null</c> if there is none.</summary>
        private string? ReachableAddress()
        {
            var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>().ToList();
            var addresses = endpoints.Count > 0 ? endpoints : (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToList();
            return addresses.Find(IsReachable);
        }

        private static bool IsReachable(string address)
        {
            try
            {
                return BindingAddress.Parse(address) is { IsUnixPipe: false, IsNamedPipe: false } binding && !IsLoopback(binding.Host);
            }
            catch (FormatException)
            {
                // The server refuses it with a line of its own.
                return false;
            }
        }

        private static bool IsLoopback(string host) =>
            host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }
}
