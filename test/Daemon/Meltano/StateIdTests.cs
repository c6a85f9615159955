using FlextMonitor.Daemon.Meltano.Pipelines;
using FsCheck;
using FsCheck.Xunit;

namespace FlextMonitor.Daemon.Tests.Meltano;

public sealed class StateIdTests
{
    [Property]
    public void Parse_AnyText_KeepsAllOfIt(NonNull<string> text)
    {
        var id = StateId.Parse(text.Get);

        id.Text.ShouldBe(text.Get);
        text.Get.ShouldEndWith(id.Suffix ?? id.Core);
        text.Get.ShouldStartWith(id.Environment ?? "");
        id.PipelineName.Length.ShouldBeLessThanOrEqualTo(text.Get.Length);
    }

    [Property]
    public void Parse_WhatMeltanoRunWrites_FindsEnvironmentPairAndSuffix(NonNull<string> environment, NonNull<string> extractor, NonNull<string> loader, NonNull<string> suffix)
    {
        var (named, core) = (NameOf(environment), StateId.CoreOf(NameOf(extractor), NameOf(loader)));

        var plain = StateId.Parse($"{named}:{core}");
        var suffixed = StateId.Parse($"{named}:{core}:{suffix.Get}");

        (plain.Environment, plain.Core, plain.Suffix).ShouldBe((named, core, null));
        (suffixed.Environment, suffixed.Core, suffixed.Suffix).ShouldBe((named, core, suffix.Get));
    }

    // Names of environments and plugins have no colon.
    private static string NameOf(NonNull<string> text) => $"x{text.Get.Replace(":", "", StringComparison.Ordinal)}";
}
