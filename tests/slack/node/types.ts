import type { HomeView, KnownBlock, ModalView } from "@slack/types";

export type MessageBlocks = KnownBlock[];
export type Modal = ModalView;
export type Home = HomeView;
