using System.Reflection;
using FlextMonitor.Hosting.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hosting.Programs;

/// <summary>What a program prints about itself for <c>--help</c> and <c>--version</c>.</summary>
public sealed class ProgramInfo
{
    private static readonly string[] HelpArguments = ["--help", "-h", "-?"];
    private const string VersionArgument = "--version";

    /// <summary>The program's name for people, such as <c>FlextMonitor</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The file that starts it, such as <c>FlextMonitor.Web</c>.</summary>
    public required string Executable { get; init; }

    /// <summary>What the program does, in one or two sentences.</summary>
    public required string Summary { get; init; }

    /// <summary>A command line to begin with, without <see cref="Executable"/>.</summary>
    public required string Example { get; init; }

    /// <summary>What it does instead if its first argument asks for that; each with one sentence. Settings may follow.</summary>
    public IReadOnlyList<(string Usage, string Summary)> Commands { get; init; } = [];

    /// <summary>The release, such as <c>1.2.0</c>.</summary>
    public static string Version =>
        typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>
    /// Whether a command line asks for help or the version. The program then leaves its settings unread: bad ones are often the reason to ask.
    /// </summary>
    public static bool IsRequested(IReadOnlyCollection<string> args) => IsHelpRequested(args) || args.Contains(VersionArgument);

    /// <summary>Prints to standard output what the command line asks for.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="services">The program's services, whose known settings the help lists.</param>
    /// <returns>Whether it asked, and the program has nothing else to do.</returns>
    public bool TryPrint(IReadOnlyCollection<string> args, IServiceCollection services)
    {
        if (!IsRequested(args))
        {
            return false;
        }

        Console.Out.WriteLine(IsHelpRequested(args) ? Help(services) : $"{Name} {Version}");
        return true;
    }

    private static bool IsHelpRequested(IReadOnlyCollection<string> args) => args.Any(HelpArguments.Contains);

    private string Help(IServiceCollection services) => $"""
        {Name} {Version}
        {Summary}

        Usage: {Executable} [--setting=value ...]
          {HelpArguments[0]}      Print this text.
          {VersionArgument}   Print the version.
        {string.Concat(Commands.Select(command => $"  {command.Usage}\n              {command.Summary}\n"))}
        Example: {Executable} {Example}

        Settings come from appsettings.json in the content root, from environment variables, which are written with __ for :, and from
        the command line. The command line overrides the environment, and the environment overrides the file.

        Settings, with their defaults in parentheses:
        {KnownSettingsText.Of(services)}

        {KnownSettingsText.OfTheFramework(services)}
        """;
}
